# Varnish in front of Rostrum. See docs/caching.md.
vcl 4.1;

import std;

# The site.
backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/healthz";
        .interval = 2s;
        .timeout = 1s;
        .window = 5;
        .threshold = 3;
        # The backend counts as healthy until the first probes are in.
        .initial = 5;
    }
}

# The servers of Rostrum, which may purge.
acl rostrum {
    "localhost";
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # Reject a request that another proxy on this machine forwarded.
        if (client.ip !~ rostrum || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Purging is not allowed from this client"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z0-9]([a-z0-9 -]*[a-z0-9])?$") {
            return (synth(400, "The Surrogate-Key header is missing or invalid"));
        }
        # On obj alone, so that the ban lurker can work it off in the background.
        if (!std.ban("obj.http.Surrogate-Key ~ (^|\s)("
            + regsuball(req.http.Surrogate-Key, " +", "|") + ")(\s|$)")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Requests of identified clients: with a token, of a voter, or with a session.
    if (req.http.Authorization || req.http.Poll-Voter || req.http.Poll-Receipt) {
        return (pass);
    }
    if (req.http.Cookie ~ "(^|; *)sessionid=" || req.url ~ "^/(admin|documents|preview)/") {
        return (pass);
    }
    # Other cookies are removed, except here: a voter may see the result before others.
    if (req.url !~ "^/polls/[^/]+/(ballot|results)") {
        unset req.http.Cookie;
    }
    # Tracking parameters of newsletters and social networks; no page depends on them.
    set req.url = regsuball(req.url, "([?&])((utm_[a-z_]+|fbclid|gclid|msclkid|mc_[ce]id)=[^&]*&?)+", "\1");
    set req.url = regsub(req.url, "[?&]$", "");
    # While the site is healthy, serve responses that are stale for a second at most.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 1s;
    }
    return (hash);
}

sub vcl_hash {
    # The redirect to HTTPS must not be served over HTTPS. The built-in VCL adds the host and URL.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    # While the site is down, serve stale responses for a day.
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
