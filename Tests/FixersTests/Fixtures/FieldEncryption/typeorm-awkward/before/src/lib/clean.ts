export const clean = (text: string) => text.trim()
