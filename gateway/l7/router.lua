-- Looks requests up in the table of the controller. A worker decodes a new table once.
local cjson = require "cjson.safe"
local balancer = require "ngx.balancer"
local router = {}
local version, routes = nil, {}

local function current()
  local wanted = ngx.shared.table:get("version")
  if wanted ~= version then
    routes = cjson.decode(ngx.shared.table:get("table") or "{}") or {}
    version = wanted
  end
  return routes
end

local function find(host, path)
  local all = current()
  for _, route in ipairs(all[host] or all["*"] or {}) do
    local prefix = route.path
    if path == prefix then return route end
    if not route.exact then
      if prefix:sub(-1) ~= "/" then prefix = prefix .. "/" end
      if path:sub(1, #prefix) == prefix then return route end
    end
  end
end

local function refuse(status, sentence)
  ngx.status = status
  ngx.header["content-type"] = "text/plain; charset=utf-8"
  ngx.header["cache-control"] = "no-store"
  ngx.say(sentence)
  ngx.exit(status)
end

function router.access()
  local host = ngx.var.host
  local route = find(host, ngx.var.uri)
  if not route then return refuse(404, "No application answers at " .. host .. ". List them: opads app list") end
  if #route.peers == 0 then
    ngx.header["retry-after"] = "2"
    return refuse(503, "No pod of " .. host .. " is ready. Look why: opads status")
  end
  ngx.ctx.peers = route.peers
end

function router.balance()
  local ctx = ngx.ctx
  local count = #ctx.peers
  if not ctx.at then
    ctx.at = math.random(count)
    balancer.set_more_tries(math.min(count, 2))
  else
    ctx.at = ctx.at % count + 1
  end
  local address, port = ctx.peers[ctx.at]:match("^(.*):(%d+)$")
  assert(balancer.set_current_peer(address, tonumber(port)))
end

function router.table()
  local shared = ngx.shared.table
  if ngx.req.get_method() == "PUT" then
    ngx.req.read_body()
    local body = ngx.req.get_body_data()
    if not body then
      local file = io.open(ngx.req.get_body_file(), "rb")
      body = file:read("*a")
      file:close()
    end
    if not cjson.decode(body) then return refuse(400, "not JSON") end
    assert(shared:set("table", body))
    shared:incr("version", 1, 0)
  end
  ngx.say(shared:get("version") and "full" or "empty")
end

return router
