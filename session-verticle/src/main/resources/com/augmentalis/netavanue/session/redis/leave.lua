-- Takes a participant out. ARGV: 6 fingerprint, 7 reason.
local refused = load_session()
if refused then
  return { refused }
end
if not members[ARGV[6]] then
  return { 'NOT_IN_SESSION' }
end
remove_member(ARGV[6], ARGV[7])
commit()
return answer()
