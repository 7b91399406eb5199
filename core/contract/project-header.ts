/**
 * Names the shared project that a request is about. What it asks for is looked for in that project alone, with the
 * rights that its owner gave to whoever asks. In a file without zod, because the panel sends it before it has any shape.
 */
export const PROJECT_HEADER = 'Ownwords-Project'
