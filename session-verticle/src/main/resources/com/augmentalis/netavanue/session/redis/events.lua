-- Reads the events after a version, as far as they are kept. ARGV: 6 version. A session that has
-- just ended still tells its last events.
local refused = load_session()
if refused and refused ~= 'SESSION_ENDED' then
  return { refused }
end
local missing = session.version - tonumber(ARGV[6])
if missing > 0 then
  events = redis.call('LRANGE', EVENTS, -missing, -1)
end
return { 'OK', cjson.encode(session), {}, events, {}, {} }
