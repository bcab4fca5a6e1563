-- One forward-proxy request in absolute form, the same bytes every time. Argument: host:port of the origin.
local request_bytes

function init(arguments)
  local origin = arguments[1]
  request_bytes = "GET http://" .. origin .. "/v1/conversations/42/messages?page=2&limit=50 HTTP/1.1\r\n"
    .. "Host: " .. origin .. "\r\n"
    .. "User-Agent: load/1.0\r\n"
    .. "Accept: application/json\r\n\r\n"
end

function request()
  return request_bytes
end
