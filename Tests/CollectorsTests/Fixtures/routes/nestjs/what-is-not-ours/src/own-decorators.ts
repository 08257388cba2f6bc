export const Controller = (path: string) => (target: unknown) => target;
export const Get = () => (target: unknown, key: string) => undefined;
