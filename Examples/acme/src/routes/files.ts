import { randomUUID } from 'crypto';
import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { notFound } from '../lib/errors';
import { downloadUrl, uploadUrl } from '../lib/storage';
import { text, uuid } from '../lib/validate';

export const filesRouter = Router();

filesRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const name = text(req.body, 'name', 200);
    const customerId = uuid(req.body.customerId, 'customerId');
    const key = `${req.user!.accountId}/${customerId}/${randomUUID()}`;
    const { rows } = await query<{ id: string }>(
      `INSERT INTO files (account_id, customer_id, uploaded_by, name, storage_key)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [req.user!.accountId, customerId, req.user!.id, name, key],
    );
    res.status(201).json({ id: rows[0].id, uploadUrl: uploadUrl(key) });
  }),
);

filesRouter.get(
  '/:id',
  asyncHandler(async (req, res) => {
    const { rows } = await query<{ id: string; name: string; storage_key: string }>(
      'SELECT id, name, storage_key FROM files WHERE id = $1',
      [uuid(req.params.id, 'id')],
    );
    if (rows.length === 0) {
      throw notFound('File');
    }
    res.json({ id: rows[0].id, name: rows[0].name, downloadUrl: downloadUrl(rows[0].storage_key) });
  }),
);
