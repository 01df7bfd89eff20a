"""Staff import a Word document, and read what became of it."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Collection, Page, PageLogEntry

from articles.models import ArticlePage
from articles.word_import.docx_file import MAX_FILE, MEGABYTE, NOT_WORD, UnreadableDocument
from articles.word_import.importer import ACTION, WordDocument, collections_for

TOO_LARGE = (
    f"This file is larger than {MAX_FILE // MEGABYTE} MB. In Word, “Compress Pictures” makes it "
    "smaller, or import the text alone. Nothing was imported."
)


def may_import(user, parent):
    """Whether somebody may add an article under this page."""
    return (
        ArticlePage in parent.creatable_subpage_models()
        and ArticlePage.can_create_at(parent)
        and parent.permissions_for_user(user).can_add_subpage()
    )


class WordForm(forms.Form):
    """Asks for the file, and for the collection of its pictures where there is a choice."""

    document = forms.FileField(
        label="Word document",
        help_text=f"A .docx file of up to {MAX_FILE // MEGABYTE} MB, as Word, Google Docs and "
        "LibreOffice save it. It becomes a draft that you can change before anyone reads it.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    collection = forms.ModelChoiceField(
        Collection.objects.none(), empty_label=None, label="Collection for its pictures"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        collections = collections_for(user)
        self.fields["collection"].queryset = collections
        self.only = list(collections[:2])
        if len(self.only) < 2:
            del self.fields["collection"]

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document.size > MAX_FILE:
            raise ValidationError(TOO_LARGE)
        if not document.name.lower().endswith(".docx"):
            raise ValidationError(NOT_WORD)
        return document

    def clean(self):
        """Read the document, so that what is wrong with it is said beside its field."""
        data = super().clean()
        data.setdefault("collection", self.only[0] if self.only else None)
        if document := data.get("document"):
            try:
                data["word"] = WordDocument(
                    document, name=document.name, with_pictures=bool(self.only)
                )
            except UnreadableDocument as error:
                self.add_error("document", str(error))
        return data


class ImportView(WagtailAdminTemplateMixin, View):
    """The form, under the page that is to hold the article."""

    page_title = "Import a Word document"
    header_icon = "upload"
    template_name = "articles/admin/import_word.html"

    def setup(self, request, *args, parent, **kwargs):
        super().setup(request, *args, parent=parent, **kwargs)
        self.parent = get_object_or_404(Page, pk=parent).specific

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.parent):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        form = WordForm(user=request.user)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = WordForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        word = form.cleaned_data["word"]
        page = word.import_into(
            self.parent, user=request.user, collection=form.cleaned_data["collection"]
        )
        report = reverse("word_report", args=[page.pk])
        messages.success(
            request,
            f"“{page.title}” is imported, as a draft.",
            buttons=[messages.button(report, "What became of it")] if word.report else [],
        )
        return redirect(report if word.report else edit_url(page))

    def get_page_subtitle(self):
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self):
        explore = reverse("wagtailadmin_explore", args=[self.parent.pk])
        parent = {"url": explore, "label": self.parent.get_admin_display_title()}
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


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class ReportView(WagtailAdminTemplateMixin, View):
    """What of a document is not in the article, or is there otherwise; kept in its history."""

    page_title = "What became of the Word document"
    header_icon = "doc-full"
    template_name = "articles/admin/word_report.html"

    def get(self, request, *args, page, **kwargs):
        self.page = get_object_or_404(ArticlePage, pk=page)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        entry = PageLogEntry.objects.filter(page=self.page, action=ACTION).first()
        if entry is None:
            raise Http404
        edit = edit_url(self.page)
        return self.render_to_response(self.get_context_data(entry=entry, edit_url=edit))

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        page = {"url": edit_url(self.page), "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]
