/*
Select2 calls the inside of an empty choice a text box, and gives it no name. It is none: the choice around it has the name.
And it hides the list of choices that it stands for, which a new form, or its label, still gives the focus: keys would do nothing.
*/
'use strict';
{
    const rename = () => {
        for (const inside of document.querySelectorAll('.select2-selection__rendered[role="textbox"]')) {
            inside.removeAttribute('role');
            inside.removeAttribute('aria-readonly');
        }
    };
    const passOn = (focused) => {
        if (focused.matches('select.select2-hidden-accessible')) {
            focused.nextElementSibling.querySelector('.select2-selection').focus();
        }
    };
    django.jQuery(() => {
        rename();
        passOn(document.activeElement);
    });
    document.addEventListener('formset:added', rename);
    document.addEventListener('focusin', (event) => passOn(event.target));
}
