/* Select2 calls the inside of an empty choice a text box, and gives it no name. It is none: the choice around it has the name. */
'use strict';
{
    const rename = () => {
        for (const inside of document.querySelectorAll('.select2-selection__rendered[role="textbox"]')) {
            inside.removeAttribute('role');
            inside.removeAttribute('aria-readonly');
        }
    };
    django.jQuery(rename);
    document.addEventListener('formset:added', rename);
}
