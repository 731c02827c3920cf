using PupilSupport.Application.Common.Contract;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>Initials of the staff on a record, no two the same, and whose they are.</summary>
internal sealed class MarSignatures
{
    private const int SpareRows = 6;

    private static readonly DocumentColumn[] Columns = [new("Initials", 2), new("Name", 5), new("Signature", 5, ToWrite: true)];

    private readonly Dictionary<Guid, (string Initials, PersonDto? Person)> _people = [];

    /// <param name="staff">In the order in which they appear.</param>
    /// <param name="names">Of those whom the caller reaches.</param>
    public MarSignatures(IEnumerable<Guid> staff, Dictionary<Guid, PersonDto> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in staff.Distinct())
        {
            var person = names.GetValueOrDefault(id);
            var letters = person is null ? "??" : $"{person.GivenName[0]}{person.FamilyName[0]}".ToUpperInvariant();
            var times = seen[letters] = seen.GetValueOrDefault(letters) + 1;
            _people[id] = (times == 1 ? letters : letters + Number(times), person);
        }
    }

    public string? Initials(Guid? staff) => staff is { } id ? _people.GetValueOrDefault(id).Initials : null;

    public string? NameOf(Guid? staff) => staff is { } id ? Name(_people.GetValueOrDefault(id).Person) : null;

    /// <summary>Whose initials they are, with room to sign.</summary>
    public IEnumerable<DocumentBlock> Table(bool isBlank) =>
    [
        new DocumentHeading("Signatures"),
        new DocumentTable("Whose initials they are", Columns,
        [
            .. _people.Values.Select(p => (IReadOnlyList<string?>)[p.Initials, Name(p.Person), null]),
            .. Enumerable.Repeat<IReadOnlyList<string?>>([null, null, null], isBlank ? SpareRows : 0),
        ]),
    ];
}
