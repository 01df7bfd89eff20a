"""The roles of the editorial staff: groups with permissions.

`create_roles` only adds what is missing, so it can run again at any time. To change roles, edit the
groups in the admin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import Workflow

ALL_ACTIONS = ["add", "change", "delete", "view"]
# Wagtail's permissions on the whole page tree and on all collections.
PAGE_ACTIONS = ["add", "change", "publish", "lock", "unlock"]
FILE_USE_PERMISSIONS = ["add_image", "choose_image", "add_document", "choose_document"]
FILE_MANAGEMENT_PERMISSIONS = [
    *FILE_USE_PERMISSIONS,
    "change_image",
    "delete_image",
    "change_document",
    "delete_document",
]
ADMIN_ACCESS = {"wagtailadmin.admin": ["access_admin"]}
POLL_MODELS = {
    "polls.poll": [*ALL_ACTIONS, "publish", "view_results", "review_ballots"],
    "polls.ballot": ["view"],
}
EDITORIAL_MODELS = {
    "articles.topic": ALL_ACTIONS,
    "articles.audience": ALL_ACTIONS,
    "wagtailredirects.redirect": ALL_ACTIONS,
    "wagtailcore.apitoken": ALL_ACTIONS,
}


class Role(NamedTuple):
    """The permissions of a group: {model: actions}, page actions, and codenames for collections."""

    models: dict
    page_actions: list = []
    file_permissions: list = []


ROLES = {
    # `articles.admin.blog_permissions` adds the permissions on an author's own blog.
    "Authors": Role(ADMIN_ACCESS, file_permissions=FILE_USE_PERMISSIONS),
    "Editors": Role(
        ADMIN_ACCESS | EDITORIAL_MODELS,
        page_actions=PAGE_ACTIONS,
        file_permissions=FILE_MANAGEMENT_PERMISSIONS,
    ),
    "Poll managers": Role(ADMIN_ACCESS | POLL_MODELS, file_permissions=FILE_USE_PERMISSIONS),
    "Administrators": Role(
        ADMIN_ACCESS
        | EDITORIAL_MODELS
        | POLL_MODELS
        | {
            "auth.user": ALL_ACTIONS,
            "auth.group": ALL_ACTIONS,
            "home.sitesettings": ["change"],
            "wagtailcore.site": ALL_ACTIONS,
            "wagtailcore.workflow": ALL_ACTIONS,
            "wagtailcore.task": ALL_ACTIONS,
            "wagtailcore.groupapprovaltask": ALL_ACTIONS,
        },
        page_actions=[*PAGE_ACTIONS, "bulk_delete_page"],
        file_permissions=[
            *FILE_MANAGEMENT_PERMISSIONS,
            "add_collection",
            "change_collection",
            "delete_collection",
        ],
    ),
}
# The group and the workflow that Wagtail creates; the editors take their place.
WAGTAIL_GROUP, WAGTAIL_WORKFLOW = "Moderators", "Moderators approval"
WORKFLOW = "Editors’ approval"


def create_roles(apps: Apps) -> None:
    """Create the groups and their workflow. `apps` is the app registry, also of a migration."""
    for name, role in ROLES.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        for model, actions in role.models.items():
            group.permissions.add(
                *(get_or_create_permission(apps, model, action) for action in actions)
            )
        grant_page_permissions(apps, group, role.page_actions)
        grant_file_permissions(apps, group, role.file_permissions)
    set_up_workflow(apps)


def get_or_create_permission(apps: Apps, model: str, action: str) -> Permission:
    """Return a permission by its action or its full codename.

    Django creates permissions only after all migrations have run, so it may be missing.
    """
    app_label, name = model.split(".")
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=name
    )
    codename = action if "_" in action else f"{action}_{name}"
    permission, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission


def grant_page_permissions(apps: Apps, group: Group, actions: list[str]) -> None:
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    for action in actions:
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=group,
            page=root,
            permission=get_or_create_permission(apps, "wagtailcore.page", action),
        )


def grant_file_permissions(apps: Apps, group: Group, codenames: list[str]) -> None:
    root = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    models = {
        "image": "wagtailimages.image",
        "document": "wagtaildocs.document",
        "collection": "wagtailcore.collection",
    }
    for codename in codenames:
        model = models[codename.rpartition("_")[2]]
        apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=get_or_create_permission(apps, model, codename)
        )


def set_up_workflow(apps: Apps) -> None:
    """Let editors approve submissions, and delete Wagtail's own group if nobody is in it.

    Other workflows are not changed.
    """
    groups = apps.get_model("auth.Group").objects
    workflow = apps.get_model("wagtailcore.Workflow").objects.filter(name=WAGTAIL_WORKFLOW).first()
    if workflow:
        rename_workflow(apps, workflow, groups.get(name="Editors"))
    if group := groups.filter(name=WAGTAIL_GROUP, user=None).first():
        group.delete()


def rename_workflow(apps: Apps, workflow: Workflow, editors: Group) -> None:
    tasks = apps.get_model("wagtailcore.GroupApprovalTask").objects
    workflow.name = WORKFLOW
    workflow.save()
    for task in tasks.filter(workflow_tasks__workflow=workflow, name=WAGTAIL_WORKFLOW):
        task.name = WORKFLOW
        task.save()
        task.groups.add(editors)
