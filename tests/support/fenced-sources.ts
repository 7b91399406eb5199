const SOURCE = /\[source \w+ (?<ref>[\w]+)\]\n(?<body>[\s\S]*?)\n\[end \w+ \k<ref>\]/g

export interface Fenced {
  ref: string
  body: string
}

/** The sources that stand in a message, by the names that they have there. */
export const sourcesIn = (text: string): Fenced[] =>
  [...text.matchAll(SOURCE)].map(({ groups }) => groups as never)
