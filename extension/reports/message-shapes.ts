/** Messages of the browser's and of the language's, as what they are called; what they name is left out. */
const shapes: readonly (readonly [code: string, shape: RegExp])[] = [
  ['chunk_not_loaded', /^Failed to fetch dynamically imported module\b/],
  ['fetch_failed', /^Failed to fetch\b/],
  ['nothing_read', /^Cannot read propert(?:y|ies) of (?:undefined|null)\b/],
  ['nothing_changed', /^Cannot set propert(?:y|ies) of (?:undefined|null)\b/],
  ['nothing_taken_apart', /^Cannot destructure property\b/],
  ['not_iterable', /\bis not iterable\b/],
  ['not_a_function', /\bis not a (?:function|constructor)\b/],
  ['not_defined', /^\S+ is not defined$/],
  ['not_initialized', /^Cannot access \S+ before initialization$/],
  ['call_stack', /^Maximum call stack size exceeded\b/],
  ['invalid_length', /^Invalid (?:array|string|typed array) length\b/],
  ['circular', /^Converting circular structure to JSON\b/],
  ['not_json', /^Unexpected (?:token|end of JSON input|non-whitespace character)\b/],
  ['not_cloned', /\bcould not be cloned\b/],
  ['extension_replaced', /^Extension context invalidated\b/],
  ['nobody_listens', /^Could not establish connection\. Receiving end does not exist\b/],
  ['port_closed', /^The message (?:port|channel) (?:is )?closed before\b|^The message port closed before\b/],
  ['no_tab', /^No tab with id\b/],
  ['no_window', /^No window with id\b/],
  ['no_access', /^Cannot access (?:contents of|a chrome)/],
  ['needs_gesture', /\bmay only be called in response to a user gesture\b/],
  ['frame_removed', /^Frame with ID \d+ (?:was removed|is showing error page)\b|^The frame was removed\b/],
  ['storage_full', /\bquota (?:has been )?exceeded\b|^Resource::kQuotaBytes quota exceeded\b/i],
  ['disk_gone', /^Internal error opening backing store\b|^Connection to Indexed Database server lost\b/],
  ['disk_closing', /^(?:Failed to execute '\w+' on 'IDBDatabase': )?The database connection is closing\b/],
  ['refused_by_browser', /^Failed to execute '\w+' on '\w+'/],
]

/** What kind of message it is, in a word of ours; null: none that is known, and nothing of it is told. */
export const messageShape = (message: string): string | null =>
  shapes.find(([, shape]) => shape.test(message))?.[0] ?? null
