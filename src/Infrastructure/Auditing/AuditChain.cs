using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>The stored fields of an audit entry, as the chain sees them.</summary>
internal sealed record SealedFields(
    Guid TrustId, Guid Id, DateTimeOffset RecordedAt, string ClientId, string Subject, Guid? StaffId, string Action, string RecordKind,
    Guid? RecordId, int? RecordVersion, Guid? SchoolId, string? Reason, string RequestId, string Changes)
{
    /// <summary>Every column but the seal, in the order of the record's members.</summary>
    public const string Columns =
        "trust_id, id, recorded_at, client_id, subject, staff_id, action, record_kind, record_id, record_version, school_id, reason, request_id, changes";

    public static SealedFields Read(Npgsql.NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), Maybe<Guid>(row, 5), row.GetString(6),
        row.GetString(7), Maybe<Guid>(row, 8), Maybe<int>(row, 9), Maybe<Guid>(row, 10), row.IsDBNull(11) ? null : row.GetString(11), row.GetString(12), row.GetString(13));

    private static T? Maybe<T>(Npgsql.NpgsqlDataReader row, int ordinal) where T : struct =>
        row.IsDBNull(ordinal) ? null : row.GetFieldValue<T>(ordinal);
}

/// <summary>
/// Each entry's MAC covers its place, its fields and the MAC before it. The key is not in the database, so whoever
/// can write the tables still cannot write a chain that verifies.
/// </summary>
internal sealed class AuditChain(KeyRing keys)
{
    private readonly byte[] _key = keys.Derive("audit");

    public byte[] Next(byte[] previous, long seq, SealedFields entry)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Append(mac, previous);
        Append(mac, BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(seq)));
        foreach (var field in Fields(entry))
        {
            Append(mac, field is null ? null : Encoding.UTF8.GetBytes(field));
        }

        return mac.GetHashAndReset();
    }

    private static IEnumerable<string?> Fields(SealedFields e) =>
    [
        e.TrustId.ToString("D"), e.Id.ToString("D"), (e.RecordedAt.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(System.Globalization.CultureInfo.InvariantCulture),
        e.ClientId, e.Subject, e.StaffId?.ToString("D"), e.Action, e.RecordKind, e.RecordId?.ToString("D"),
        e.RecordVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture), e.SchoolId?.ToString("D"), e.Reason, e.RequestId, e.Changes,
    ];

    // The length goes first, so that no two different entries give the same bytes; absent differs from empty.
    private static void Append(IncrementalHash mac, byte[]? field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field?.Length ?? -1);
        mac.AppendData(length);
        mac.AppendData(field ?? []);
    }
}
