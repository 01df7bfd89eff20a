"""The roles of the editorial staff: groups with permissions.

`create_roles` only adds what is missing, so it can run again at any time. To change roles, edit the
groups in the admin.
"""

from typing import NamedTuple

ALL_ACTIONS = ["add", "change", "delete", "view"]
# Wagtail's permissions on the whole page tree and on all collections.
PAGE_ACTIONS = ["add", "change", "publish", "lock", "unlock"]
USE_FILES = ["add_image", "choose_image", "add_document", "choose_document"]
MANAGE_FILES = [
    *USE_FILES,
    "change_image",
    "delete_image",
    "change_document",
    "delete_document",
]
ADMIN_ACCESS = {"wagtailadmin.admin": ["access_admin"]}
POLLS = {
    "polls.poll": [*ALL_ACTIONS, "publish", "view_results", "review_ballots"],
    "polls.ballot": ["view"],
}
SUBJECTS = {
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
    "Authors": Role(ADMIN_ACCESS, file_permissions=USE_FILES),
    "Editors": Role(
        ADMIN_ACCESS | SUBJECTS, page_actions=PAGE_ACTIONS, file_permissions=MANAGE_FILES
    ),
    "Poll managers": Role(ADMIN_ACCESS | POLLS, file_permissions=USE_FILES),
    "Administrators": Role(
        ADMIN_ACCESS
        | SUBJECTS
        | POLLS
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
            *MANAGE_FILES,
            "add_collection",
            "change_collection",
            "delete_collection",
        ],
    ),
}
# The group and the workflow that Wagtail creates; the editors take their place.
WAGTAIL_GROUP, WAGTAIL_WORKFLOW = "Moderators", "Moderators approval"
WORKFLOW = "Editors’ approval"


def create_roles(apps):
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


def get_or_create_permission(apps, model, action):
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


def grant_page_permissions(apps, group, actions):
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    for action in actions:
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=group,
            page=root,
            permission=get_or_create_permission(apps, "wagtailcore.page", action),
        )


def grant_file_permissions(apps, group, codenames):
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


def set_up_workflow(apps):
    """Let editors approve submissions, and delete Wagtail's own group if nobody is in it.

    Other workflows are not changed.
    """
    groups = apps.get_model("auth.Group").objects
    workflow = apps.get_model("wagtailcore.Workflow").objects.filter(name=WAGTAIL_WORKFLOW).first()
    if workflow:
        rename_workflow(apps, workflow, groups.get(name="Editors"))
    if group := groups.filter(name=WAGTAIL_GROUP, user=None).first():
        group.delete()


def rename_workflow(apps, workflow, editors):
    tasks = apps.get_model("wagtailcore.GroupApprovalTask").objects
    workflow.name = WORKFLOW
    workflow.save()
    for task in tasks.filter(workflow_tasks__workflow=workflow, name=WAGTAIL_WORKFLOW):
        task.name = WORKFLOW
        task.save()
        task.groups.add(editors)
