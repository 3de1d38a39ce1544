-- Does what is due in a session: its end, then the ends of graces, the earliest first. For a
-- session that is over, gives what its history needs and keeps the keys until that is written.
local text = redis.call('GET', SESSION)
if not text then
  return { 'SESSION_NOT_FOUND' }
end
if load_session() then
  for _, key in ipairs(KEYS) do
    if redis.call('PTTL', key) < retention then
      redis.call('PEXPIRE', key, retention)
    end
  end
  return { 'OK', text, {}, {}, {}, redis.call('HVALS', DEPARTED) }
end
if session.expiresAtMs <= now then
  end_session('TIMEOUT')
  commit()
  return answer()
end
local due = filter(in_join_order(), function(member)
  return not member.connected and member.graceUntil <= now
end)
table.sort(due, function(a, b)
  if a.graceUntil ~= b.graceUntil then
    return a.graceUntil < b.graceUntil
  end
  return a.order < b.order
end)
for _, member in ipairs(due) do
  if session.state ~= 'ended' then
    remove_member(member.fingerprint, 'TIMEOUT')
  end
end
if #events > 0 then
  commit()
end
return answer()
