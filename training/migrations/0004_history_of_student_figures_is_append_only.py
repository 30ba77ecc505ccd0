"""The database refuses to change or delete what history holds of the figures of students, and of who is asked for them."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("training", "0003_student_figures")]

    operations = [
        AppendOnly("HistoricalStudyProgramme"),
        AppendOnly("HistoricalStudentFigure"),
        AppendOnly("HistoricalRespondent"),
    ]
