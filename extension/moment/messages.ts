import { z } from 'zod'
import { Id } from '../../core/contract/id.ts'
import { limits } from '../../core/contract/limits.ts'
import { Moment, VideoId } from '../../core/contract/source.ts'

/** No video is longer: 200 hours. */
const Ms = z.int().nonnegative().max(720_000_000)

const MarksShape = z.object({ inMs: Ms.nullable(), outMs: Ms.nullable() })

/** What the script in a watch page says to the worker. A page that broke out of its renderer could say it too: it is parsed. */
export const FromPage = z.discriminatedUnion('moment', [
  z.object({
    moment: z.literal('keep'),
    id: Id,
    videoId: VideoId,
    atMs: Ms,
    marks: MarksShape,
    /** `document.title`: the video's title, until the player says it. */
    pageTitle: z.string().max(2_000),
    durationMs: Ms.nullable(),
    frame: Moment.shape.frame,
    /** Why there is no picture. */
    frameless: z.enum(['protected', 'not_loaded', 'too_large']).nullable(),
  }),
  /** Find the words of what was kept. */
  z.object({ moment: z.literal('words'), id: Id }),
  z.object({ moment: z.literal('mark'), id: Id, marks: MarksShape }),
  z.object({ moment: z.literal('note'), id: Id, note: z.string().max(limits.noteChars) }),
  z.object({ moment: z.literal('undo'), id: Id }),
  /** A video is shown of which moments still want their words. */
  z.object({ moment: z.literal('visit'), videoId: VideoId }),
])
export type FromPage = z.infer<typeof FromPage>

/** What the worker answers, for the card. */
export type Told =
  | {
      ok: true
      startMs: number
      endMs: number
      text: string
      /** here: `text` has them · wanted: they are to come · none: there are none, `why` says so. */
      words: 'here' | 'wanted' | 'none'
      why: string | null
    }
  | { ok: false; message: string }

/** What the worker says to the script: the shortcut was pressed. */
export interface ToPage {
  moment: 'pressed'
  /** The keys as the browser writes them. */
  shortcut: string | null
}
