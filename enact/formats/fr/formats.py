"""How days are typed in French: day, month, four digits of the year. Two digits are asked about, never guessed."""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M"]
