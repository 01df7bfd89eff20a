"""Tags, summaries and descriptions for Wagtail's own routes, which have few or none.

`project.headless.v3.openapi` adds them to the OpenAPI document. Our own schemas and routes have
theirs in their definitions.
"""

TAGS = {
    "pages": "Pages",
    "images": "Images",
    "documents": "Documents",
    "sites": "Sites",
    "schema": "Content types",
    "auth": "Authentication",
}

# By operation id.
SUMMARIES = {
    "documents_create": "Create a document",
    "documents_delete": "Delete a document",
    "documents_detail": "Get a document",
    "documents_update": "Update a document",
    "images_create": "Create an image",
    "images_delete": "Delete an image",
    "images_detail": "Get an image",
    "images_update": "Update an image",
    "pages_actions_convert_alias": "Convert an alias to a page",
    "pages_actions_copy": "Copy a page",
    "pages_actions_copy_for_translation": "Copy a page for translation",
    "pages_actions_create_alias": "Create an alias of a page",
    "pages_actions_delete": "Delete a page",
    "pages_actions_move": "Move a page",
    "pages_actions_publish": "Publish a page",
    "pages_actions_revert": "Revert a page to a revision",
    "pages_actions_unpublish": "Unpublish a page",
    "pages_create": "Create a page",
    "pages_delete": "Delete a page",
    "pages_revisions_detail": "Get a page revision",
    "pages_revisions_list": "List page revisions",
    "pages_update": "Update a page",
    "schema_detail": "Get the schemas of a content type",
    "schema_list": "List content types",
    "sites_create": "Create a site",
    "sites_delete": "Delete a site",
    "sites_detail": "Get a site",
    "sites_update": "Update a site",
    "whoami": "Get the token's user",
}

# By name of the parameter.
PARAMETERS = {
    "approved_go_live_at_from": "Earliest time of the scheduled publication.",
    "approved_go_live_at_to": "Latest time of the scheduled publication.",
    "created_at_from": "Earliest time of creation.",
    "created_at_to": "Latest time of creation.",
    "document_id": "Primary key of the document.",
    "image_id": "Primary key of the image.",
    "limit": "Maximum number of items in the response.",
    "object_str": "Title of the page at the time of the revision.",
    "offset": "Number of items to skip before the first one.",
    "order": "Name of the field to order by; `-` reverses the order.",
    "page_id": "Primary key of the page.",
    "receipt": "Receipt that identifies the ballot.",
    "revision_id": "Primary key of the revision.",
    "rich_text_format": "Format of every rich text in the response.",
    "search": "Words to search for.",
    "search_operator": "Whether to search for all words (`and`) or any of them (`or`).",
    "site_id": "Primary key of the site.",
    "slug": "Slug of the object in the path.",
    "type_name": "Content type, as app label and model name.",
    "user_id": "Primary key of the user who created the revision.",
}

CONTENT_TYPE = "Content type, as app label and model name, such as `articles.ArticlePage`."
WARNINGS = "Problems in the input that were corrected; absent if there are none."
LIST_COUNT = "Number of items on all pages of the list."
REVISION = {
    "meta": "Metadata of the revision.",
    "id": "Primary key of the revision.",
    "object_id": "Primary key of the page.",
    "created_at": "Time at which the revision was saved.",
    "user_id": "Primary key of the user who saved it; null if it was not a user.",
    "object_str": "Title of the page at the time of the revision.",
    "approved_go_live_at": "Time of the scheduled publication; null if none is scheduled.",
}
FILE_META = {
    "type": CONTENT_TYPE,
    "warnings": WARNINGS,
    "tags": "Names of the tags.",
    "download_url": "URL of the file; null if it is not available.",
}

# By name of the schema, then of the property.
PROPERTIES = {
    "BaseMetaSchema": {"type": CONTENT_TYPE, "warnings": WARNINGS},
    "CollectionForeignKeyMetaSchema": {"type": CONTENT_TYPE, "warnings": WARNINGS},
    "CollectionForeignKeySchema": {
        "meta": "Metadata of the collection.",
        "id": "Primary key of the collection; null if there is none.",
    },
    "ContentTypeListSchema": {"types": "Content types that the API can read or write."},
    "ContentTypeSchema": {
        "meta": "Metadata of the content type.",
        "id": "Primary key of the content type.",
        "name": CONTENT_TYPE,
        "label": "Verbose name of the model.",
    },
    "ContentTypeSummarySchema": {"name": CONTENT_TYPE, "label": "Verbose name of the model."},
    "DocumentDetailMetaSchema": {
        **FILE_META,
        "detail_url": "Absolute URL of the document in the API; null if it has none.",
    },
    "DocumentSchema": {
        "meta": "Metadata of the document.",
        "id": "Primary key of the document.",
        "title": "Title of the document.",
        "collection": "Collection that the document is in.",
    },
    "ImageDetailMetaSchema": {
        **FILE_META,
        "detail_url": "Absolute URL of the image in the API; null if it has none.",
    },
    "ImageSchema": {
        "meta": "Metadata of the image.",
        "id": "Primary key of the image.",
        "title": "Title of the image.",
        "width": "Width of the original in pixels.",
        "height": "Height of the original in pixels.",
        "description": "Default alternative text; may be empty.",
        "collection": "Collection that the image is in.",
        "focal_point_x": "Horizontal centre of the focal area in pixels; null without one.",
        "focal_point_y": "Vertical centre of the focal area in pixels; null without one.",
        "focal_point_width": "Width of the focal area in pixels; null without one.",
        "focal_point_height": "Height of the focal area in pixels; null without one.",
    },
    "PageRevisionDetailSchema": {
        **REVISION,
        "content_type": "Type of the page.",
        "base_content_type": "Type that all pages share.",
        "content_object": "The page as in this revision.",
    },
    "PagedDocumentSchema": {"items": "Documents that the user may use.", "count": LIST_COUNT},
    "PagedImageSchema": {"items": "Images that the user may use.", "count": LIST_COUNT},
    "PagedRevisionSchema": {"items": "Revisions, newest first.", "count": LIST_COUNT},
    "PagedSiteSchema": {"items": "Sites that the user may manage.", "count": LIST_COUNT},
    "RevisionSchema": REVISION,
    "RichTextRemoval": {
        "tag": "Name of the HTML element that was removed or changed.",
        "action": "What was done to the element.",
        "reason": "Why it was done.",
        "attribute": "Name of the attribute that was removed; null for the element itself.",
        "detail": "Further details; null if there are none.",
    },
    "SchemaDetailResponse": {
        "read": "JSON Schema of responses; null if the type cannot be read.",
        "create": "JSON Schema of the body that creates an instance; null if that is not possible.",
        "patch": "JSON Schema of the body that updates an instance; null if that is not possible.",
    },
    "SiteSchema": {
        "id": "Primary key of the site.",
        "hostname": "Host name of the site.",
        "port": "Port of the site.",
        "site_name": "Name of the site; may be empty.",
        "root_page_id": "Primary key of the home page.",
        "is_default_site": (
            "Whether this site handles requests for host names that match no other site."
        ),
    },
    "WhoAmIProfileSchema": {"avatar_url": "URL of the user's avatar; null without one."},
    "WhoAmISchema": {
        "user": "User of the token.",
        "profile": "Admin profile of the user.",
        "groups": "Names of the user's groups.",
    },
    "WhoAmIUserSchema": {
        "id": "Primary key of the user.",
        "username": "User name.",
        "email": "E-mail address; may be empty.",
        "first_name": "First name; may be empty.",
        "last_name": "Last name; may be empty.",
        "is_superuser": "Whether the user has every permission.",
    },
}
