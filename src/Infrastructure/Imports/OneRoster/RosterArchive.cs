using System.IO.Compression;

namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>The zip of an exchange. Entries are read as streams and never written anywhere.</summary>
internal sealed class RosterArchive : IAsyncDisposable
{
    private readonly ZipArchive _zip;
    private long _budget = ImportLimits.InflatedBytes;

    private RosterArchive(ZipArchive zip) => _zip = zip;

    /// <param name="stream">Seekable; stays open.</param>
    /// <exception cref="ImportRefusedException">Not a zip, or one beyond the limits.</exception>
    public static async Task<RosterArchive> OpenAsync(Stream stream, CancellationToken ct)
    {
        try
        {
            var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            var archive = new RosterArchive(zip);
            archive.Check();
            return archive;
        }
        catch (InvalidDataException)
        {
            throw BadZip();
        }
    }

    public bool Has(string name) => _zip.GetEntry(name) is { Length: > 0 };

    public async Task<Stream> OpenEntryAsync(string name, CancellationToken ct)
    {
        var entry = _zip.GetEntry(name) ?? throw new ImportRefusedException("file-missing", $"The zip has no {name} at its top level.", name);
        if (entry.IsEncrypted)
        {
            throw new ImportRefusedException("bad-zip", "The zip is encrypted.");
        }

        try
        {
            return new Guard(await entry.OpenAsync(ct), entry, this);
        }
        catch (InvalidDataException)
        {
            throw BadZip();
        }
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private static ImportRefusedException BadZip() => new("bad-zip", "The file is not a readable zip.");

    private void Check()
    {
        if (_zip.Entries.Count > ImportLimits.Entries)
        {
            throw new ImportRefusedException("zip-too-many-entries", $"The zip has more than {ImportLimits.Entries} entries.");
        }

        if (_zip.Entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
        {
            throw new ImportRefusedException("bad-zip", "The zip has two entries of one name.");
        }
    }

    /// <summary>Counts what really comes out: the sizes that a zip declares are the sender's word only.</summary>
    private sealed class Guard(Stream inner, ZipArchiveEntry entry, RosterArchive archive) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return Count(inner.Read(buffer));
            }
            catch (InvalidDataException)
            {
                throw BadZip();
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return Count(await inner.ReadAsync(buffer, cancellationToken));
            }
            catch (InvalidDataException)
            {
                throw BadZip();
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Count(int bytes)
        {
            _read += bytes;
            archive._budget -= bytes;
            if (archive._budget < 0 || (_read > ImportLimits.InflationFree && _read > entry.CompressedLength * ImportLimits.InflationRatio))
            {
                throw new ImportRefusedException("zip-inflates-too-much", "The zip inflates beyond what a roster can need.");
            }

            return bytes;
        }
    }
}
