-- One forward-proxy request in absolute form. Arguments: host:port of the origin; "fresh" for a URL of its own and an
-- answer of its own each time, otherwise both are the same bytes every time.
local before, after
local fresh = false
local count = 0
local same

local function assemble(page)
  return before .. page .. after
end

function init(arguments)
  local origin = arguments[1]
  fresh = arguments[2] == "fresh"
  before = "GET http://" .. origin .. (fresh and "/fresh" or "") .. "/v1/conversations/42/messages?limit=50&page="
  after = " HTTP/1.1\r\n"
    .. "Host: " .. origin .. "\r\n"
    .. "User-Agent: load/1.0\r\n"
    .. "Accept: application/json\r\n\r\n"
  same = assemble(2)
end

function request()
  if not fresh then return same end
  count = count + 1
  return assemble(count)
end
