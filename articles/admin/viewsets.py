"""The lists of articles and authors in the admin."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, Count, F, Max, OuterRef, Subquery, Value
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
from articles.admin.menu import PageEditorMenuItem
from articles.admin.wagtail_internals import WORKFLOW_STATES, cache_specific_task
from articles.audiences.models import PageAudience
from articles.models import ArticlePage, AuthorPage, Byline
from articles.word_import.views import WordImportView


def load_related_names(articles: Iterable[ArticlePage]) -> dict[tuple[int, str], list[str]]:
    """Return {(primary key, kind): [name]} of the articles in one query.

    Kinds are "authors" (printed names), "topics" and "audiences". Names have the editor's order.
    """
    pks = [article.pk for article in articles]
    bylines = Byline._base_manager.filter(article__in=pks)
    printed_name = Coalesce(NullIf("name", Value("")), "author__title")
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=pks)
    page_audiences = PageAudience._base_manager.filter(page__in=pks)
    querysets = [
        select_names("authors", bylines, "article", "sort_order", printed_name),
        select_names("topics", topics, "articlepage", Value(0), F("topic__name")),
        select_names("audiences", page_audiences, "page", "sort_order", F("audience__name")),
    ]
    rows = querysets[0].union(*querysets[1:], all=True).order_by()
    names = defaultdict(list)
    for pk, kind, _, name in sorted(rows, key=get_sort_key):
        names[pk, kind].append(name)
    return names


def select_names(kind, queryset, page_field, sort_order, name):
    """Return rows (primary key of the page, kind, sort order, name)."""
    columns = [
        F(page_field),
        Value(kind, CharField()),
        Coalesce(sort_order, Value(0)),
        Cast(name, CharField()),
    ]
    return queryset.order_by().values_list(*columns)


def get_sort_key(row):
    _, _, sort_order, name = row
    return sort_order, name or ""


class RelatedNamesColumn(Column):
    """Names of one kind, which the view has loaded for all rows."""

    def get_value(self, instance):
        return ", ".join(filter(None, instance.related_names[instance.pk, self.name])) or "–"


class WorkflowColumn(Column):
    """The current task of the workflow: awaiting approval, or sent back."""

    def get_value(self, instance):
        if not (state := instance.current_workflow_state):
            return "–"
        needs_changes = state.status == WorkflowState.STATUS_NEEDS_CHANGES
        label = "Sent back" if needs_changes else "Awaiting approval"
        task_state = state.current_task_state
        return f"{label}: {task_state.task.name}" if task_state else label


class FormattedDateColumn(Column):
    """A date in the format of the site, where Wagtail's own column shows the time since."""

    def get_value(self, instance):
        value = super().get_value(instance)
        return date_format(value, "j M Y") if value else "–"


class PageListMixin:
    """A list of pages of one type, with a constant number of queries."""

    def annotate_queryset(self, pages):
        """Load what rows show. Wagtail's own method loads the pages again by their type."""
        pages = pages.defer_streamfields().prefetch_related(WORKFLOW_STATES)
        if self.i18n_enabled:
            pages = pages.prefetch_related("locale").annotate_has_untranslated_locale()
        return pages.annotate_site_root_state().annotate_approved_schedule()

    def order_queryset(self, queryset):
        """Add the primary key, so that the order of rows with equal values is stable."""
        queryset = super().order_queryset(queryset)
        if self.is_searching or not queryset.query.order_by:
            return queryset
        return queryset.order_by(*queryset.query.order_by, "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for page in context["object_list"]:
            cache_specific_task(page)
        return context


class ArticleListMixin(PageListMixin):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        related_names = load_related_names(context["object_list"])
        for article in context["object_list"]:
            article.related_names = related_names
        return context


class PageTypeListView(ContentTypeUseView):
    """All pages of a type, as opened from the main menu."""

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_add_url(self):
        return super().get_add_url() if self.user_has_permission("add") else None


class ArticleListView(ArticleListMixin, PageTypeListView):
    page_title = "Articles"
    add_item_label = "New article"

    @cached_property
    def own_blog(self) -> AuthorPage | None:
        """The user's blog. None without a blog, and with more than one."""
        user = self.request.user
        blogs = AuthorPage.objects.filter(user=user, alias_of=None).defer_streamfields()
        writable_blogs = [
            blog for blog in blogs[:2] if blog.permissions_for_user(user).can_add_subpage()
        ]
        return writable_blogs[0] if len(writable_blogs) == 1 else None

    def get_add_url(self):
        """Return the form of a new article in the user's blog, else the choice of a parent page."""
        url = super().get_add_url()
        if not url or not self.own_blog:
            return url
        options = ArticlePage._meta
        args = [options.app_label, options.model_name, self.own_blog.pk]
        return reverse("wagtailadmin_pages:add", args=args)

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.own_blog:
            url = reverse("word_import", args=[self.own_blog.pk])
            label = WordImportView.page_title
            buttons.append(Button(label, url=url, icon_name="upload", priority=20))
        return buttons


class BlogView(ArticleListMixin, ExplorableIndexView):
    """The articles of one blog, in the page explorer."""


class AuthorListView(PageListMixin, PageTypeListView):
    page_title = "Authors"
    add_item_label = "New author"

    def annotate_queryset(self, pages):
        """Annotate authors with `article_count` and `newest_article_date`, from the bylines."""
        bylines = Byline._base_manager.filter(author=OuterRef("pk")).order_by().values("author")
        counts = bylines.annotate(n=Count("article", distinct=True)).values("n")
        dates = bylines.annotate(last=Max("article__date")).values("last")
        pages = super().annotate_queryset(pages).select_related("user")
        return pages.annotate(
            article_count=Coalesce(Subquery(counts), 0), newest_article_date=Subquery(dates)
        )


TITLE_COLUMN = PageTitleColumn("title", label="Title", sort_key="title", classname="title")
STATUS_COLUMN = PageStatusColumn("status", label="Status", sort_key="live")


class PageTypeViewSet(PageViewSet):
    """Pages of one type, with a menu item for users who can edit pages."""

    add_to_admin_menu = True
    menu_item_class = PageEditorMenuItem

    @property
    def menu_url(self):
        options = self.model._meta
        args = [options.app_label, options.model_name]
        return reverse("wagtailadmin_pages:type_use", args=args)


class ArticleViewSet(PageTypeViewSet):
    model = ArticlePage
    icon = "doc-full-inverse"
    menu_label = "Articles"
    menu_order = 110
    content_type_use_view_class = ArticleListView
    index_view_class = BlogView
    filterset_class = ArticleFilterSet
    ordering = "-date"
    list_display = [
        BulkActionsColumn("bulk_actions"),
        TITLE_COLUMN,
        RelatedNamesColumn("authors"),
        RelatedNamesColumn("topics"),
        RelatedNamesColumn("audiences"),
        FormattedDateColumn("date", sort_key="date"),
        STATUS_COLUMN,
        WorkflowColumn("workflow"),
    ]


class AuthorViewSet(PageTypeViewSet):
    model = AuthorPage
    icon = "user"
    menu_label = "Authors"
    menu_order = 120
    content_type_use_view_class = AuthorListView
    filterset_class = AuthorFilterSet
    ordering = "title"
    list_display = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Name", sort_key="title", classname="title"),
        Column("role"),
        Column("article_count", label="Articles"),
        FormattedDateColumn("newest_article_date", label="Newest article"),
        Column("user", label="Account"),
        STATUS_COLUMN,
    ]
