# Varnish in front of Rostrum: `docs/caching.md` tells how it is set up.
vcl 4.1;

import std;

# Where Rostrum answers.
backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/healthz";
        .interval = 2s;
        .timeout = 1s;
        .window = 5;
        .threshold = 3;
        # Until the first answers are in, it is taken to be well.
        .initial = 5;
    }
}

# Who may say what has changed: the servers of Rostrum.
acl rostrum {
    "localhost";
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # What came through a proxy on the same machine has passed by another address before.
        if (client.ip !~ rostrum || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Not from here"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z0-9]([a-z0-9 -]*[a-z0-9])?$") {
            return (synth(400, "No surrogate keys"));
        }
        # On what is kept alone, so that it is worked off in the background.
        if (!std.ban("obj.http.Surrogate-Key ~ (^|\s)("
            + regsuball(req.http.Surrogate-Key, " +", "|") + ")(\s|$)")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Somebody: with a token, as a voter, or signed in.
    if (req.http.Authorization || req.http.Poll-Voter || req.http.Poll-Receipt) {
        return (pass);
    }
    if (req.http.Cookie ~ "(^|; *)sessionid=" || req.url ~ "^/(admin|documents|preview)/") {
        return (pass);
    }
    # Of other cookies only one counts, and only here: who has voted may see a result before others.
    if (req.url !~ "^/polls/[^/]+/(ballot|results)") {
        unset req.http.Cookie;
    }
    # By these, newsletters and networks follow readers; no page depends on them.
    set req.url = regsuball(req.url, "([?&])((utm_[a-z_]+|fbclid|gclid|msclkid|mc_[ce]id)=[^&]*&?)+", "\1");
    set req.url = regsub(req.url, "[?&]$", "");
    # While Rostrum is well, nothing is given that is more than a second too old.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 1s;
    }
    return (hash);
}

sub vcl_hash {
    # What leads to HTTPS is not for who comes by it. The rest of the name is Varnish's own.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    # While it is not, what there is is given for a day.
    set beresp.grace = 24h;
    if (beresp.http.Content-Type ~ "^(text/|application/(json|atom\+xml|problem\+json|xml)|image/svg)") {
        set beresp.do_gzip = true;
    }
    if (bereq.is_bgfetch && beresp.status >= 500) {
        return (abandon);
    }
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    set resp.http.X-Cache = obj.hits;
}
