import type { OwnMention } from '../../../core/contract/findings.ts'
import { listChannels } from '../../channels/channels.ts'
import { asAccount } from '../../db/tenancy.ts'
import { videosToIndex } from '../../search/begin-index.ts'
import { type OwnMentionsDeps, ownMentions } from './own-mentions.ts'

/** Whether the own videos can be searched, and what the creator must know of it: null where all of them can. */
export async function ownChannelState(
  { database }: Pick<OwnMentionsDeps, 'database'>,
  accountId: string,
): Promise<{ searched: boolean; note: string | null }> {
  const { channels, waiting } = await asAccount(database, accountId, async tx => ({
    channels: await listChannels(tx),
    waiting: await videosToIndex(tx),
  }))
  const without = (note: string) => ({ searched: false, note: `Your own videos were not searched: ${note}` })
  if (channels.length === 0)
    return without('add your channel, and each claim is held against what you said there.')
  if (channels.every(({ transcripts }) => transcripts === 0))
    return without('none of their words are here yet. Fetch them on the channel’s page.')
  if (waiting === 0) return { searched: true, note: null }
  return {
    searched: true,
    note: `${waiting === 1 ? 'One of your videos was' : `${waiting} of your videos were`} not searched yet: their words are still being made findable. Look for claims again in a minute.`,
  }
}

/** What the own videos have on each of many texts, in their order. */
export async function mentionsOfEach(
  deps: OwnMentionsDeps,
  accountId: string,
  texts: { text: string; language: string | null }[],
  told: (done: number) => Promise<void>,
): Promise<OwnMention[][]> {
  const found: OwnMention[][] = []
  for (const { text, language } of texts) {
    await told(found.length)
    found.push(await ownMentions(deps, accountId, text, language))
  }
  return found
}
