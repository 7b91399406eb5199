/** Why the journey goes no further: one sentence on what happened and what to do, shown without a stack. */
export class Stop extends Error {
  override name = 'Stop'
}
