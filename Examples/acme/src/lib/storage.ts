import { sign } from 'aws4';
import { config } from '../config';

const expirySeconds = 600;

function presign(method: 'GET' | 'PUT', key: string): string {
  const { bucket, region, accessKeyId, secretAccessKey } = config.storage;
  const host = `${bucket}.s3.${region}.amazonaws.com`;
  const signed = sign(
    {
      host,
      method,
      path: `/${encodeURI(key)}?X-Amz-Expires=${expirySeconds}`,
      service: 's3',
      region,
      signQuery: true,
    },
    { accessKeyId, secretAccessKey },
  );
  return `https://${host}${signed.path}`;
}

export const uploadUrl = (key: string): string => presign('PUT', key);

export const downloadUrl = (key: string): string => presign('GET', key);
