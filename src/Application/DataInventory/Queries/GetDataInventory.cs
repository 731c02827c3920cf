using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.DataInventory.Queries;

/// <summary>Every column that the service stores, declared once; for records of processing and subject access.</summary>
[Requires(Permissions.DataInventoryRead)]
public sealed record GetDataInventoryQuery : IQuery<DataInventoryDto>;

/// <summary>The personal-data inventory.</summary>
/// <param name="Tables">All tables, by name.</param>
public sealed record DataInventoryDto([property: Items(500)] IReadOnlyList<InventoryTableDto> Tables);

/// <summary>One table.</summary>
/// <param name="Name">As in the database.</param>
/// <param name="Purpose">What it is kept for.</param>
/// <param name="Retention">The class of its retention rule; the years are policy.</param>
/// <param name="Columns">All its columns.</param>
public sealed record InventoryTableDto(
    [property: Text(63)] string Name,
    [property: Text(500)] string Purpose,
    RetentionClass Retention,
    [property: Items(500)] IReadOnlyList<InventoryColumnDto> Columns);

/// <summary>One column.</summary>
/// <param name="Name">As in the database.</param>
/// <param name="Label">How sensitive it is.</param>
/// <param name="Narrative">Whether it is free text about a person.</param>
/// <param name="SubjectAccess">Whether it belongs in a subject access request.</param>
public sealed record InventoryColumnDto([property: Text(63)] string Name, SensitivityLabel Label, bool Narrative, bool SubjectAccess);

internal sealed class GetDataInventoryHandler(InventoryRegistry registry) : IQueryHandler<GetDataInventoryQuery, DataInventoryDto>
{
    public Task<Result<DataInventoryDto>> Handle(GetDataInventoryQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<DataInventoryDto>>(new DataInventoryDto([.. registry.Tables.OrderBy(t => t.Name, StringComparer.Ordinal).Select(ToDto)]));

    private static InventoryTableDto ToDto(InventoryTable table) => new(
        table.Name, table.Purpose, table.Retention,
        [.. table.Columns.Select(c => new InventoryColumnDto(c.Name, c.Label, c.IsNarrative, c.InSubjectAccess))]);
}
