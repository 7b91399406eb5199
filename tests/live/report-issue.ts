/** Runs `gh` with these arguments; resolves with what it printed, rejects where it fails. */
export type Gh = (args: string[]) => Promise<string>

/** Opens an issue, or comments on the open one of the same title, so that a leg that stays broken makes one issue. */
export async function reportIssue(gh: Gh, title: string, body: string): Promise<'opened' | 'commented'> {
  const listed = await gh(['issue', 'list', '--state', 'open', '--limit', '200', '--json', 'number,title'])
  const open = (JSON.parse(listed) as { number: number; title: string }[]).find(each => each.title === title)
  if (open) {
    await gh(['issue', 'comment', String(open.number), '--body', body])
    return 'commented'
  }
  await gh(['issue', 'create', '--title', title, '--body', body])
  return 'opened'
}
