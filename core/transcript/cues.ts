/** One caption as its file has it, before anything is mended. Times in milliseconds. */
export interface Cue {
  startMs: number
  /** null where the format has no ends. */
  endMs: number | null
  /** May hold line breaks and inline tags; entities are decoded. */
  text: string
  /** Where in `text` a time of its own begins, rising: recognised words have one each. */
  marks?: { at: number; ms: number }[]
}

/** What one format's reader found. */
export interface CueFile {
  cues: Cue[]
  /** As the file says it, where it does. */
  language?: string
  /** True where the markup shows speech recognition at work. */
  auto?: boolean
  /** True where the file holds words without times: every cue then stands at 0. */
  untimed?: boolean
}
