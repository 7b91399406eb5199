/** A folder that was opened and zipped again is in a folder of its own, with what an operating system adds. */
export function withoutWrapping(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const top = [...files.keys()]
    .filter(name => /^(?:[^/]+\/)?project\.json$/.test(name) && !name.startsWith('__MACOSX/'))
    .sort((a, b) => a.length - b.length)[0]
  const under = top?.slice(0, -'project.json'.length) ?? ''
  return new Map(
    [...files].flatMap(([name, bytes]) =>
      name.startsWith(under) ? [[name.slice(under.length), bytes] as const] : [],
    ),
  )
}
