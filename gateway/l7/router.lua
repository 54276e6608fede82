-- Looks up each request in the controller's table. A worker decodes a new table once.
local cjson = require "cjson.safe"
local balancer = require "ngx.balancer"
local ssl = require "ngx.ssl"
local router = {}
local version, known = nil, nil

-- nil: no table was written yet.
local function current()
  local wanted = ngx.shared.table:get("version")
  if wanted and wanted ~= version then
    known = cjson.decode(ngx.shared.table:get("table"))
    version = wanted
  end
  return known
end

-- A new nginx listens before it has its table, beside the one that it replaces: requests wait for the table.
local function soon()
  for _ = 1, 250 do
    local found = current()
    if found then return found end
    ngx.sleep(0.02)
  end
end

-- The host, then its wildcard with `*` as the first label, as in Ingress v1.
local function names(host)
  return { host, (host:gsub("^[^.]+", "*", 1)) }
end

local function find(hosts, host, path)
  local wanted = names(host)
  wanted[3] = "*"
  for _, name in ipairs(wanted) do
    for _, route in ipairs(hosts[name] or {}) do
      local prefix = route.path
      if path == prefix then return route end
      if not route.exact then
        if prefix:sub(-1) ~= "/" then prefix = prefix .. "/" end
        if path:sub(1, #prefix) == prefix then return route end
      end
    end
  end
end

local function refuse(status, sentence)
  ngx.status = status
  ngx.header["content-type"] = "text/plain; charset=utf-8"
  ngx.header["cache-control"] = "no-store"
  if status == 503 then ngx.header["retry-after"] = "2" end
  ngx.say(sentence)
  ngx.exit(status)
end

function router.access()
  local host, table = ngx.var.host, soon()
  if not table then return refuse(503, "The gateway has just started and still does not know its applications. Look why: opads status") end
  local route = find(table.hosts, host, ngx.var.uri)
  if not route then return refuse(404, "No application answers at " .. host .. ". List them: opads app list") end
  if route.closed then return refuse(404, "Nothing answers at this path of " .. host .. ".") end
  if #route.peers == 0 then
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

-- Selects the host's own certificate; without one, the cloud's stays, which nginx has by default.
function router.certificate()
  local host, table = ssl.server_name(), soon()
  if not host or not table then return end
  local wanted = names(host:lower())
  local pair = table.certificates[wanted[1]] or table.certificates[wanted[2]]
  if not pair then return end
  pair.chain = pair.chain or assert(ssl.parse_pem_cert(pair.certificate))
  pair.secret = pair.secret or assert(ssl.parse_pem_priv_key(pair.key))
  assert(ssl.clear_certs())
  assert(ssl.set_cert(pair.chain))
  assert(ssl.set_priv_key(pair.secret))
end

function router.table()
  local shared = ngx.shared.table
  if ngx.req.get_method() == "PUT" then
    ngx.req.read_body()
    local body = ngx.req.get_body_data()
    local path = not body and ngx.req.get_body_file()
    if path then
      local file = io.open(path, "rb")
      body = file:read("*a")
      file:close()
    end
    local table = cjson.decode(body or "")
    if type(table) ~= "table" or type(table.hosts) ~= "table" or type(table.certificates) ~= "table" then
      return refuse(400, "This is no table: it needs hosts and certificates.")
    end
    assert(shared:set("table", body))
    shared:incr("version", 1, 0)
  end
  ngx.say(shared:get("version") and "full" or "empty")
end

return router
