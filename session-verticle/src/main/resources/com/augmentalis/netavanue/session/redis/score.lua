-- Changes a participant's score. ARGV: 6 fingerprint, 7 the score.
local refused = load_session()
if refused then
  return { refused }
end
if session.expiresAtMs <= now then
  return { 'SESSION_ENDED' }
end
local member = members[ARGV[6]]
if not member then
  return { 'NOT_IN_SESSION' }
end
local update = cjson.decode(ARGV[7])
member.score = update.score
member.batteryLow = update.batteryLow
changed[member.fingerprint] = true
elect()
commit()
return answer()
