from django.urls import path

from search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
    path("opensearch.xml", views.opensearch, name="search_opensearch"),
    path("followed/<int:entry_id>/", views.followed, name="search_followed"),
]
