# A cache that keeps every page, as a site under load would have it.
vcl 4.1;

backend default {
    .host = "ADDRESS_HOST";
    .port = "ADDRESS_PORT";
}

sub vcl_recv {
    # Only these depend on who asks; all else is the same for everyone.
    if (req.method == "GET" && req.url !~ "^/(admin|polls/[^/]+/(ballot|results))") {
        unset req.http.Cookie;
    }
}

sub vcl_deliver {
    set resp.http.X-Cache = obj.hits;
}
