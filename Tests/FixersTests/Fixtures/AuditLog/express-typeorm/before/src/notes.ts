import { Response, Router } from 'express';
import { AppDataSource } from './data-source';
import { Note } from './entity/note';
import { SignedIn } from './signed-in';

export const notes = Router();

notes.get('/:id', async (req: SignedIn, res: Response) => {
  const note = await AppDataSource.getRepository(Note).findOneBy({ id: req.params.id, ownerId: req.user!.id });
  res.json(note);
});
