-- The head of every script that reads or changes a session. A script is this text followed by its
-- own, so the rules of events, roles and election are written once.
--
-- KEYS  1 session record   STRING  JSON, the fields of RedisSessionData and our own
--       2 participants     SET     fingerprints
--       3 members          HASH    fingerprint -> JSON
--       4 events           LIST    the last events, oldest first, JSON as on the bus
--       5 departed         HASH    fingerprint|joinedAt -> history row of a stay that is over
-- ARGV  1 now (epoch ms)   2 events kept   3 margin a challenger must win by
--       4 how long an ended id is remembered (ms)   5 how long keys outlive their session (ms)
--       6.. the script's own
--
-- Numbers: cjson prints 14 digits. Milliseconds fit; epochs (microseconds) do not, so an epoch is
-- kept as a string of digits and loses its quotes only in what leaves Redis.

local SESSION, PARTICIPANTS, MEMBERS, EVENTS, DEPARTED = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now = tonumber(ARGV[1])
local events_kept = tonumber(ARGV[2])
local margin = tonumber(ARGV[3])
local ended_memory = tonumber(ARGV[4])
local retention = tonumber(ARGV[5])
-- The history rows of stays that are over are kept so that they can be written again after a crash.
local DEPARTED_KEPT = 1024
local CHUNK = 500

local session
local members = {}
local events = {}
local gateways = {}
local changed = {}
local removed = {}
local rows = {}

local function encode(value)
  -- Inside a JSON string each quote has a backslash before it, so only real fields match.
  return (string.gsub(cjson.encode(value), '"epoch":"(%d+)"', '"epoch":%1'))
end

local function note_gateways()
  for _, member in pairs(members) do
    if member.connected then
      gateways[member.location.instance] = true
    end
  end
end

-- Reads the record; gives the refusal for a session that is over or unknown, or nil.
local function load_session()
  local text = redis.call('GET', SESSION)
  if not text then
    return 'SESSION_NOT_FOUND'
  end
  session = cjson.decode(text)
  if session.state == 'ended' then
    if now - session.endedAtMs < ended_memory then
      return 'SESSION_ENDED'
    end
    return 'SESSION_NOT_FOUND'
  end
  local flat = redis.call('HGETALL', MEMBERS)
  for i = 1, #flat, 2 do
    members[flat[i]] = cjson.decode(flat[i + 1])
  end
  note_gateways()
  return nil
end

local function in_join_order()
  local list = {}
  for _, member in pairs(members) do
    list[#list + 1] = member
  end
  table.sort(list, function(a, b) return a.order < b.order end)
  return list
end

local function emit(kind, event)
  session.version = session.version + 1
  event.type = kind
  event.sessionId = session.sessionId
  event.version = session.version
  event.at = now
  events[#events + 1] = encode(event)
end

local function role_of(fingerprint)
  if fingerprint == session.hostDeviceId then
    return 'HOST'
  elseif fingerprint == session.hubDeviceId then
    return 'HUB'
  elseif session.hubDeviceId ~= session.hostDeviceId then
    return 'SPOKE'
  end
  return 'GUEST'
end

-- A member as the contract's Member.
local function wire(member)
  return {
    fingerprint = member.fingerprint,
    deviceName = member.deviceName,
    platform = member.platform,
    deviceType = member.deviceType,
    role = role_of(member.fingerprint),
    capabilityScore = member.score,
    isLicensed = member.fingerprint == session.hostDeviceId,
    connected = member.connected,
    location = member.location
  }
end

-- Notes a member's row of session_participants as it is now.
local function note_row(member, left_at)
  local row = cjson.encode({
    deviceId = member.deviceId,
    role = role_of(member.fingerprint),
    isLicensed = member.fingerprint == session.hostDeviceId,
    capabilityScore = member.joinScore,
    joinedAt = member.joinedAt,
    leftAt = left_at
  })
  rows[#rows + 1] = row
  return row
end

local function identify(member, joining)
  local device, location = joining.device, joining.location
  member.deviceId = device.deviceId
  member.deviceName = device.deviceName
  member.platform = device.platform
  member.deviceType = device.deviceType
  member.location = {
    instance = location.instance,
    socketId = location.socketId,
    epoch = string.format('%.0f', location.epoch)
  }
  member.score = joining.score.score
  member.batteryLow = joining.score.batteryLow
  member.connected = true
  member.graceUntil = nil
  changed[member.fingerprint] = true
end

local function add_member(joining)
  session.joinSequence = session.joinSequence + 1
  local member = {
    fingerprint = joining.device.fingerprint,
    order = session.joinSequence,
    joinedAt = now,
    joinScore = joining.score.score
  }
  identify(member, joining)
  members[member.fingerprint] = member
  redis.call('SADD', PARTICIPANTS, member.fingerprint)
  return member
end

local function filter(list, accept)
  local kept = {}
  for _, member in ipairs(list) do
    if accept(member) then
      kept[#kept + 1] = member
    end
  end
  return kept
end

-- Those among whom the hub is chosen, in join order: the connected (all, when nobody is), without
-- the ones low on battery unless all of them are.
local function candidates()
  local all = in_join_order()
  local pool = filter(all, function(member) return member.connected end)
  if #pool == 0 then
    pool = all
  end
  local fit = filter(pool, function(member) return not member.batteryLow end)
  if #fit == 0 then
    return pool, false
  end
  return fit, true
end

local function hub_reason(hub, anyone_fit)
  if session.hubDeviceId == '' then
    return 'INITIAL'
  elseif not hub then
    return 'DISCONNECT'
  elseif hub.batteryLow and anyone_fit then
    return 'BATTERY_LOW'
  end
  return 'CAPABILITY_CHANGE'
end

local function seat_hub(best, reason)
  local list = in_join_order()
  local old_roles = {}
  for i, member in ipairs(list) do
    old_roles[i] = role_of(member.fingerprint)
  end
  session.hubDeviceId = best.fingerprint
  emit('HUB_ELECTED', { hubFingerprint = best.fingerprint, reason = reason, score = best.score })
  if reason == 'INITIAL' then
    return
  end
  session.hubMigrationCount = session.hubMigrationCount + 1
  for i, member in ipairs(list) do
    local role = role_of(member.fingerprint)
    if role ~= old_roles[i] then
      emit('ROLE_CHANGED',
        { fingerprint = member.fingerprint, oldRole = old_roles[i], newRole = role })
    end
  end
end

-- Moves the hub when the rules say so.
local function elect()
  local hub = members[session.hubDeviceId]
  if hub and not hub.connected then
    return -- it keeps its seat during its grace
  end
  local pool, anyone_fit = candidates()
  local best
  local hub_stands = false
  for _, member in ipairs(pool) do
    hub_stands = hub_stands or member == hub
    if not best or member.score > best.score then
      best = member
    end
  end
  if hub_stands and best.score <= hub.score + margin then
    return
  end
  seat_hub(best, hub_reason(hub, anyone_fit))
end

local function keep_stay(member)
  local field = member.fingerprint .. '|' .. string.format('%.0f', member.joinedAt)
  redis.call('HSET', DEPARTED, field, note_row(member, now))
end

local function count_members()
  local count = 0
  for _ in pairs(members) do
    count = count + 1
  end
  return count
end

-- Ends the session. Every participant's row is noted, also of those who left long ago, so that
-- history can be written whole from this one answer.
local function end_session(reason)
  emit('SESSION_ENDED', { reason = reason })
  session.state = 'ended'
  session.endReason = reason
  session.endedAtMs = now
  session.participantCount = count_members()
  for _, member in ipairs(in_join_order()) do
    keep_stay(member)
  end
  rows = redis.call('HVALS', DEPARTED)
  redis.call('DEL', PARTICIPANTS, MEMBERS)
  changed = {}
  removed = {}
end

-- Takes a member out; the host's going ends the session.
local function remove_member(fingerprint, reason)
  local member = members[fingerprint]
  local is_host = fingerprint == session.hostDeviceId
  emit('PARTICIPANT_LEFT', { fingerprint = fingerprint, reason = reason })
  if is_host then
    return end_session('HOST_LEFT')
  end
  if redis.call('HLEN', DEPARTED) < DEPARTED_KEPT then
    keep_stay(member)
  else
    note_row(member, now)
  end
  members[fingerprint] = nil
  changed[fingerprint] = nil
  removed[#removed + 1] = fingerprint
  redis.call('SREM', PARTICIPANTS, fingerprint)
  elect()
end

local function in_chunks(list, write)
  for first = 1, #list, CHUNK do
    write(unpack(list, first, math.min(first + CHUNK - 1, #list)))
  end
end

local function keep_alive(key, ttl)
  if redis.call('PTTL', key) == -1 then
    redis.call('PEXPIRE', key, ttl)
  end
end

-- Writes what changed and gives the answer: status, record, members, events, gateways, rows.
local function commit()
  if session.state ~= 'ended' then
    session.participantCount = count_members()
    local fields = {}
    for fingerprint in pairs(changed) do
      fields[#fields + 1] = fingerprint
      fields[#fields + 1] = cjson.encode(members[fingerprint])
    end
    in_chunks(fields, function(...) redis.call('HSET', MEMBERS, ...) end)
    in_chunks(removed, function(...) redis.call('HDEL', MEMBERS, ...) end)
  end
  in_chunks(events, function(...) redis.call('RPUSH', EVENTS, ...) end)
  redis.call('LTRIM', EVENTS, -events_kept, -1)
  redis.call('SET', SESSION, cjson.encode(session), 'KEEPTTL')
  local ttl = math.max(session.expiresAtMs - now, 0) + retention
  for _, key in ipairs(KEYS) do
    keep_alive(key, ttl)
  end
end

local function answer()
  note_gateways()
  local instances = {}
  for instance in pairs(gateways) do
    instances[#instances + 1] = instance
  end
  local list = {}
  for i, member in ipairs(in_join_order()) do
    list[i] = encode(wire(member))
  end
  return { 'OK', cjson.encode(session), list, events, instances, rows }
end
