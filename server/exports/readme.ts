/** What whoever opens the folder is told. */
export function readme(title: string, leftOut: number): string {
  const lines = [
    title,
    '='.repeat(Math.min(title.length, 78)),
    '',
    'A whole project of Ownwords. To bring it in again, zip this folder and choose “Bring a project in”',
    'in the menu of the projects.',
    '',
    'sources/       each source as it was clipped: its text, its captions, the original where it was kept,',
    '               and what it was before it was clipped anew (versions/). Removed ones too, as removed.',
    'briefs.json, brief.md (the newest), findings.json, conversation.json',
    '               what was made of the sources, and what was asked and answered',
    'ways.json, decisions.json, decisions.md',
    '               the ways of the project, what was offered, and what you decided',
    'scripts/       each way’s script: its changes, its named points, its drafts, and its forms to read.',
    '               Lengths in them are by a usual pace.',
    'activity.json  the time that you worked on it, as each device counted it',
    '',
    'The .json files, text.txt and text.md hold the project. All other .md, .vtt and ledger.json and',
    'script.json are made of them, to be read, and are made anew when it is saved again.',
    '',
    'Not in it: runs, what models were asked and what that cost, keys and tokens, your channel and your',
    'voices. A voice is saved for itself on its page. Quotes of your own videos stay as they are, unchecked.',
  ]
  if (leftOut > 0)
    lines.push(
      '',
      `Left out: ${leftOut} original ${leftOut === 1 ? 'page or PDF' : 'pages and PDFs'} that would have made it too large. Their text is here.`,
    )
  return `${lines.join('\n')}\n`
}
