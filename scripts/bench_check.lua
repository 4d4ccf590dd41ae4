-- wrk: the text in the file $TEXT is posted to /api/check. Answers to a POST are never kept, so each is worked out.
local file = assert(io.open(os.getenv("TEXT"), "rb"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "text/plain"
file:close()
