import type { Changes, PutAnswer, StudioForm } from '../../studio/form.ts'
import type { Done } from '../done.ts'

/** The tab of Studio that was in front when something was asked of it. */
export interface StudioAt {
  tabId: number
  videoId: string
}

/** What the project has for a video's details. */
export interface StudioMaterial {
  projectId: string
  /** Of the angle that is decided, the likeliest first; the project's own name where none is. */
  titles: string[]
  /** The text above everything: as the creator left it, else what their angle promises. */
  own: string
  /** Lines with a time, by the creator's pace; '' with fewer than YouTube shows. */
  chapters: string
  /** A line each. */
  sources: string[]
  tags: string[]
  /** What is missing yet and why, as sentences for the creator. */
  missing: string[]
}

/** What was put into a video's form last. */
export interface KeptPut {
  /** Milliseconds since 1970. */
  at: number
  changes: Changes
}

/** YouTube Studio, in the tab in front. Loaded when it is first wanted; nothing is done there but by these calls. */
export interface StudioWorld {
  material(): Done<StudioMaterial>
  /** Kept on this computer, for the project. */
  keepOwn(projectId: string, text: string): Promise<void>
  /** The form as it is now. Fails as `elsewhere` where the tab shows something else by now. */
  look(at: StudioAt): Done<StudioForm>
  /** Puts what was shown into the fields. Each field says what came of it. */
  put(at: StudioAt, changes: Changes): Done<PutAnswer>
  /** What was put last and can be taken back; null: nothing. */
  last(videoId: string): Promise<KeptPut | null>
  /** Puts the former text back, where nobody changed it since. */
  undo(at: StudioAt): Done<PutAnswer>
}
