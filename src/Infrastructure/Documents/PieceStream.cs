using System.Security.Cryptography;
using PupilSupport.Application.Documents;

namespace PupilSupport.Infrastructure.Documents;

/// <summary>Cuts what is written into pieces, counts and hashes it.</summary>
/// <param name="add">Takes the next piece, which is its own only until it returns.</param>
internal sealed class PieceStream(Action<int, ReadOnlyMemory<byte>> add) : Stream
{
    private const int PieceSize = 256 << 10;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _piece = new byte[PieceSize];
    private int _filled;
    private int _pieces;
    private long _count;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        _count += buffer.Length;
        while (!buffer.IsEmpty)
        {
            var taken = Math.Min(buffer.Length, PieceSize - _filled);
            buffer[..taken].CopyTo(_piece.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
            if (_filled == PieceSize)
            {
                Pass();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <summary>Passes on the last piece.</summary>
    public DocumentBytes Complete()
    {
        if (_filled > 0)
        {
            Pass();
        }

        return new DocumentBytes(_count, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Pass()
    {
        add(_pieces++, _piece.AsMemory(0, _filled));
        _filled = 0;
    }
}
