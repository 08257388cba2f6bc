import type { NextApiRequest, NextApiResponse } from 'next';

export default async function handler(request: NextApiRequest, response: NextApiResponse) {
  switch (request.method) {
    case 'GET':
      return response.status(200).json([]);
    case 'POST':
      return response.status(201).json({});
    default:
      return response.status(405).end();
  }
}
