import { z } from 'zod'
import { Id } from './id.ts'
import { limitsOfScript } from './script.ts'

/**
 * What the one page before export finds. undecided: two devices wrote one sentence · open: nobody shows what it says ·
 * changed, gone: a source that it cites is not what it was, or is there no more · unchecked: nobody looked whether it is ·
 * single_source: a number that one source gives, and the script does not say who · copied: a run of more than twelve
 * words that is the creator's own or a source's, word for word · weak_voice: a passage that does not sound like the
 * creator · too_long, too_short: against the target · breath: more words than the creator says in one breath ·
 * no_sponsor: it was planned.
 */
export const CheckKind = z.enum([
  'undecided',
  'open',
  'changed',
  'gone',
  'unchecked',
  'single_source',
  'copied',
  'weak_voice',
  'too_long',
  'too_short',
  'breath',
  'no_sponsor',
])
export type CheckKind = z.infer<typeof CheckKind>

/** How a finding is mended with one press. Those that have `writes` change the script to just these words. */
export const MendHow = z.enum([
  'keep_first',
  'keep_second',
  'keep_both',
  'find_source',
  'own_knowledge',
  'opinion',
  'remove',
  'look_again',
  'clip_again',
  'newer_words',
  'restore_source',
  'show_others',
  'say_who',
  'quote_openly',
  'more_like_me',
  'clearer',
  'shorter',
  'take_length',
  'write_on',
  'add_sponsor',
  'drop_sponsor',
])
export type MendHow = z.infer<typeof MendHow>

export const Mend = z.object({
  how: MendHow,
  /** What it works on; of a beat that is to be shorter: its sentences. */
  sentenceIds: z.array(Id).max(limitsOfScript.sentences),
  /** The words that the sentences become; empty where somebody has to decide, write or look. */
  writes: z.array(z.object({ sentenceId: Id, text: z.string().max(limitsOfScript.sentenceChars) })),
})
export type Mend = z.infer<typeof Mend>

export const CheckFinding = z.object({
  /** The same while the same thing is to be mended. */
  id: z.string().max(400),
  kind: CheckKind,
  /** What it is about, in the script's order; none where it is about the whole. */
  sentenceIds: z.array(Id).max(limitsOfScript.sentences),
  beatId: Id.nullable(),
  /** Of the source that it is about. */
  sourceId: Id.nullable(),
  /** A sentence for the creator: what was found, and what shows it. */
  why: z.string(),
  /** The likeliest first. */
  mends: z.array(Mend),
})
export type CheckFinding = z.infer<typeof CheckFinding>

/** `GET /branches/:id/check`: what is to be mended before the script is exported. Nothing of it stops anybody. */
export const ScriptCheck = z.object({
  branchId: Id,
  /** Of the script that was looked at. */
  seq: z.int().nonnegative(),
  findings: z.array(CheckFinding),
  words: z.int().nonnegative(),
  spokenMs: z.number().nonnegative(),
  /** About what the video will run, with what is shown without words. */
  runningMs: z.number().nonnegative(),
  /** 0: nobody said. */
  targetSeconds: z.int().nonnegative(),
  /** What could not be looked at, and why: sentences for the creator. */
  notes: z.array(z.string()),
})
export type ScriptCheck = z.infer<typeof ScriptCheck>
