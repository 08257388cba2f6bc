export default function helmet(): (req: unknown, res: unknown, next: () => void) => void;
