export const options = { providers: [] };
