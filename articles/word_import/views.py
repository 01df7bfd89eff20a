"""The form that imports a Word document, and the import report."""

from django import forms
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Collection, Page, PageLogEntry

from articles.admin.page_urls import get_page_edit_url
from articles.models import ArticlePage
from articles.word_import.docx_file import MAX_FILE_SIZE, MEGABYTE, NOT_WORD, UnreadableDocument
from articles.word_import.importer import IMPORT_ACTION, WordDocument, get_image_collections

FILE_TOO_LARGE = (
    f"This file is larger than {MAX_FILE_SIZE // MEGABYTE} MB. Use “Compress Pictures” in Word, or "
    "import the text without images. Nothing was imported."
)


def can_import_word_document(user: AbstractUser, parent: Page) -> bool:
    """Whether this user may add an article under this page."""
    return (
        ArticlePage in parent.creatable_subpage_models()
        and ArticlePage.can_create_at(parent)
        and parent.permissions_for_user(user).can_add_subpage()
    )


class WordImportForm(forms.Form):
    """A field for the file, and one for the collection of its images if the user has a choice."""

    document = forms.FileField(
        label="Word document",
        help_text=f"A .docx file of up to {MAX_FILE_SIZE // MEGABYTE} MB from Word, Google Docs or "
        "LibreOffice",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    collection = forms.ModelChoiceField(
        Collection.objects.none(), empty_label=None, label="Image collection"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        collections = get_image_collections(user)
        self.fields["collection"].queryset = collections
        # Two are enough to know whether there is a choice.
        self.collections = list(collections[:2])
        if len(self.collections) < 2:
            del self.fields["collection"]

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document.size > MAX_FILE_SIZE:
            raise ValidationError(FILE_TOO_LARGE)
        if not document.name.lower().endswith(".docx"):
            raise ValidationError(NOT_WORD)
        return document

    def clean(self):
        """Read the document, so that its errors are shown beside the field."""
        data = super().clean()
        data.setdefault("collection", self.collections[0] if self.collections else None)
        if document := data.get("document"):
            try:
                data["word_document"] = WordDocument(
                    document, name=document.name, with_images=bool(self.collections)
                )
            except UnreadableDocument as error:
                self.add_error("document", str(error))
        return data


class WordImportView(WagtailAdminTemplateMixin, View):
    """The form, for the parent page of the new article."""

    page_title = "Import Word document"
    header_icon = "upload"
    template_name = "articles/admin/word_import.html"

    def setup(self, request, *args, parent, **kwargs):
        super().setup(request, *args, parent=parent, **kwargs)
        self.parent = get_object_or_404(Page, pk=parent).specific

    def dispatch(self, request, *args, **kwargs):
        if not can_import_word_document(request.user, self.parent):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        form = WordImportForm(user=request.user)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = WordImportForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        word_document = form.cleaned_data["word_document"]
        page = word_document.import_into(
            self.parent, user=request.user, collection=form.cleaned_data["collection"]
        )
        report_url = reverse("word_import_report", args=[page.pk]) if word_document.report else ""
        buttons = [messages.button(report_url, WordImportReportView.page_title)]
        message = f"“{page.title}” was imported as a draft."
        messages.success(request, message, buttons=buttons if report_url else [])
        return redirect(report_url or get_page_edit_url(page))

    def get_page_subtitle(self):
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self):
        url = reverse("wagtailadmin_explore", args=[self.parent.pk])
        parent = {"url": url, "label": self.parent.get_admin_display_title()}
        return [*self.breadcrumbs_items, parent, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_button_label="Import",
            submit_button_active_label="Importing…",
            form_is_multipart=True,
            action_url=self.request.path,
            media=kwargs["form"].media,
            **kwargs,
        )


class WordImportReportView(WagtailAdminTemplateMixin, View):
    """The report of an import, from the log entry in the history of the page."""

    page_title = "Import report"
    header_icon = "doc-full"
    template_name = "articles/admin/word_import_report.html"

    def get(self, request, *args, page, **kwargs):
        self.page = get_object_or_404(ArticlePage, pk=page)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        entry = PageLogEntry.objects.filter(page=self.page, action=IMPORT_ACTION).first()
        if entry is None:
            raise Http404
        context = self.get_context_data(report=entry.data, edit_url=get_page_edit_url(self.page))
        return self.render_to_response(context)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        page = {"url": get_page_edit_url(self.page), "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]
