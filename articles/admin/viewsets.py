"""The lists of all articles and all authors in the admin, wherever they stand in the tree."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Max, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import WorkflowState

from articles.admin.filters import ArticleFilterSet, AuthorFilterSet
from articles.admin.menu import WritersMenuItem
from articles.audiences.models import PageAudience
from articles.models import ArticlePage, AuthorPage, Byline
from articles.word_import.views import ImportView


def names_of(articles):
    """Return {(key, kind): [name]} of articles, in one query.

    Kinds are "authors", as printed, "topics" and "audiences", each in the order of editors.
    """
    pks = [article.pk for article in articles]
    bylines = Byline._base_manager.filter(article__in=pks)
    printed = Coalesce(NullIf("name", Value("")), "author__title")
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=pks)
    page_audiences = PageAudience._base_manager.filter(page__in=pks)
    rows = [
        row_of("authors", bylines, "article", "sort_order", printed),
        row_of("topics", topics, "articlepage", Value(0), F("topic__name")),
        row_of("audiences", page_audiences, "page", "sort_order", F("audience__name")),
    ]
    names = defaultdict(list)
    for page, kind, _, name in sorted(rows[0].union(*rows[1:], all=True).order_by(), key=in_order):
        names[page, kind].append(name)
    return names


def row_of(kind, queryset, page, place, name):
    row = (F(page), Value(kind, CharField()), Coalesce(place, Value(0)), Cast(name, CharField()))
    return queryset.order_by().values_list(*row)


def in_order(row):
    _, _, place, name = row
    return place, name or ""


class NamesColumn(Column):
    """Names of one kind, which the view has brought."""

    def get_value(self, instance):
        return ", ".join(filter(None, instance.names[instance.pk, self.name])) or "–"


class WorkflowColumn(Column):
    """Where an article stands in its workflow: the task, and whether it was sent back."""

    def get_value(self, instance):
        if not (state := instance.current_workflow_state):
            return "–"
        task = state.current_task_state and state.current_task_state.task.name
        sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
        return f"{'Sent back' if sent_back else 'Waiting'}{f': {task}' if task else ''}"


# As Wagtail's `prefetch_workflow_states`, which for pages in their own types looks in vain.
WORKFLOWS = Prefetch(
    "_specific_workflow_states",
    WorkflowState.objects.active().select_related("current_task_state__task__groupapprovaltask"),
    to_attr="_current_workflow_states",
)


def know_task(page):
    """Spare Wagtail the query by which it finds a task in its own type, to tell who may edit."""
    state = page.current_workflow_state
    task = state and state.current_task_state and state.current_task_state.task
    if own_type := getattr(task, "groupapprovaltask", None):
        task.specific = own_type


class DayColumn(Column):
    """A day as readers see it, not how long ago it is."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "j M Y") if day else "–"


class Listing:
    """A list of pages of one type, with as many queries for fifty of them as for one."""

    def annotate_queryset(self, pages):
        """Bring what rows show. Wagtail would load pages of any type, one type after another."""
        pages = pages.defer_streamfields().prefetch_related(WORKFLOWS)
        if self.i18n_enabled:
            pages = pages.prefetch_related("locale").annotate_has_untranslated_locale()
        return pages.annotate_site_root_state().annotate_approved_schedule()

    def order_queryset(self, queryset):
        """In the order asked for; a search knows no order of equals, a list needs one."""
        queryset = super().order_queryset(queryset)
        if self.is_searching or not queryset.query.order_by:
            return queryset
        return queryset.order_by(*queryset.query.order_by, "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for page in context["object_list"]:
            know_task(page)
        return context


class ArticleListing(Listing):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        names = names_of(context["object_list"])
        for article in context["object_list"]:
            article.names = names
        return context


class FlatListing(ContentTypeUseView):
    """All pages of a type, as an entry of the menu leads to."""

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_add_url(self):
        return super().get_add_url() if self.user_has_permission("add") else None


class ArticlesView(ArticleListing, FlatListing):
    page_title = "Articles"
    add_item_label = "New article"

    @cached_property
    def own_blog(self):
        """The blog in which the user writes; None if there is none, or more than one."""
        user = self.request.user
        blogs = AuthorPage.objects.filter(user=user, alias_of=None).defer_streamfields()
        may_write = [
            blog for blog in blogs[:2] if blog.permissions_for_user(user).can_add_subpage()
        ]
        return may_write[0] if len(may_write) == 1 else None

    def get_add_url(self):
        """Return where to write: in the user's own blog, or else where the user then chooses."""
        elsewhere = super().get_add_url()
        if not elsewhere or not self.own_blog:
            return elsewhere
        model = ArticlePage._meta
        names = [model.app_label, model.model_name]
        return reverse("wagtailadmin_pages:add", args=[*names, self.own_blog.pk])

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.own_blog:
            address = reverse("import_word", args=[self.own_blog.pk])
            label = ImportView.page_title
            buttons.append(Button(label, url=address, icon_name="upload", priority=20))
        return buttons


class BlogView(ArticleListing, ExplorableIndexView):
    """The articles in one blog."""


class AuthorsView(Listing, FlatListing):
    page_title = "Authors"
    add_item_label = "New author"

    def annotate_queryset(self, pages):
        """Authors with `written`, how many articles bear their names, and the date of the last."""
        bylines = Byline._base_manager.filter(author=OuterRef("pk")).order_by().values("author")
        pages = super().annotate_queryset(pages).select_related("user")
        return pages.annotate(
            written=Coalesce(
                Subquery(bylines.annotate(n=Count("article", distinct=True)).values("n")), 0
            ),
            newest=Subquery(bylines.annotate(last=Max("article__date")).values("last")),
        )


TITLE = PageTitleColumn("title", label="Title", sort_key="title", classname="title")
STATUS = PageStatusColumn("status", label="Status", sort_key="live")


class WritersViewSet(PageViewSet):
    """Pages of one type, with an entry in the menu of those who write."""

    add_to_admin_menu = True
    menu_item_class = WritersMenuItem

    @property
    def menu_url(self):
        model = self.model._meta
        return reverse("wagtailadmin_pages:type_use", args=[model.app_label, model.model_name])


class ArticleViewSet(WritersViewSet):
    model = ArticlePage
    icon = "doc-full-inverse"
    menu_label = "Articles"
    menu_order = 110
    content_type_use_view_class = ArticlesView
    index_view_class = BlogView
    filterset_class = ArticleFilterSet
    ordering = "-date"
    list_display = [
        BulkActionsColumn("bulk_actions"),
        TITLE,
        NamesColumn("authors", label="By"),
        NamesColumn("topics"),
        NamesColumn("audiences", label="For"),
        DayColumn("date", sort_key="date"),
        STATUS,
        WorkflowColumn("workflow"),
    ]


class AuthorViewSet(WritersViewSet):
    model = AuthorPage
    icon = "user"
    menu_label = "Authors"
    menu_order = 120
    content_type_use_view_class = AuthorsView
    filterset_class = AuthorFilterSet
    ordering = "title"
    list_display = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Name", sort_key="title", classname="title"),
        Column("role"),
        Column("written", label="Articles"),
        DayColumn("newest", label="Newest article"),
        Column("user", label="Account"),
        STATUS,
    ]
