/** Makes a thing when it is first asked for, and keeps it. The browser's formatters cost milliseconds each. */
export function onFirstUse<Thing>(make: () => Thing): () => Thing {
  let made: { thing: Thing } | null = null
  return () => {
    made ??= { thing: make() }
    return made.thing
  }
}
