"""Addresses of the training. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from training import views

pages = []

office = [
    path(
        "students/",
        for_coordination(views.StudentFigureList.as_view(), "training.view_studentfigure"),
        name="office-students",
    ),
]
