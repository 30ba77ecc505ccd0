"""What the worker does for releases."""

from django_tasks import task

from indicators.published import draw_pages


@task()
def work_on_pages():
    """Draws the pages of what was published, those that no reader has had drawn meanwhile."""
    draw_pages()
