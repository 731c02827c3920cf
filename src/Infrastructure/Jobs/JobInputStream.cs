namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Reads equal pieces as one stream; a zip is read from its end, so it seeks.</summary>
internal sealed class JobInputStream(Func<int, CancellationToken, Task<byte[]>> read, long length) : Stream
{
    private byte[] _piece = [];
    private int _position = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        var (piece, offset) = ((int)(Position / JobInputs.PieceSize), (int)(Position % JobInputs.PieceSize));
        if (piece != _position)
        {
            (_piece, _position) = (await read(piece, cancellationToken), piece);
        }

        var count = Math.Min(buffer.Length, _piece.Length - offset);
        _piece.AsMemory(offset, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The zip reader is asynchronous; this is for whoever is not.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            _ => length,
        };
        return Position = position >= 0 ? position : throw new IOException("Before the beginning.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
