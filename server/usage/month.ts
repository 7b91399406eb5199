/** YYYY-MM of a time in milliseconds since 1970: months begin for everybody when they do in UTC. */
export const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7)
